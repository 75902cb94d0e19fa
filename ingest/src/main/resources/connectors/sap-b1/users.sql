SELECT code, min(name) AS name
FROM (SELECT code, name FROM table_user UNION ALL SELECT code, name FROM service_user)
GROUP BY code
