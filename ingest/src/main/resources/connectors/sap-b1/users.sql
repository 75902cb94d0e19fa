SELECT code, min(coalesce(name, login)) AS name
FROM (SELECT code, name, login FROM table_user UNION ALL SELECT code, name, login FROM service_user)
GROUP BY code
