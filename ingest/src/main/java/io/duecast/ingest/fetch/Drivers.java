package io.duecast.ingest.fetch;

import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Drivers of databases: those that ship, and those that the user added because their licences do
 * not let them ship.
 */
final class Drivers {

  /** Jars by the beginning of the address they serve. */
  private static final Map<String, String> JARS = new LinkedHashMap<>();

  static {
    JARS.put("jdbc:mysql:", "mysql-connector-j-9.x.jar (com.mysql:mysql-connector-j)");
    JARS.put("jdbc:mariadb:", "mariadb-java-client-3.x.jar (org.mariadb.jdbc:mariadb-java-client)");
    JARS.put("jdbc:sqlserver:", "mssql-jdbc-13.x.jre11.jar (com.microsoft.sqlserver:mssql-jdbc)");
    JARS.put("jdbc:oracle:", "ojdbc11.jar (com.oracle.database.jdbc:ojdbc11)");
    JARS.put("jdbc:sap:", "ngdbc-2.x.jar (com.sap.cloud.db.jdbc:ngdbc)");
    JARS.put("jdbc:db2:", "jcc-12.x.jar (com.ibm.db2:jcc)");
    JARS.put("jdbc:dm:", "DmJdbcDriver18.jar (com.dameng:DmJdbcDriver18)");
    JARS.put("jdbc:kingbase8:", "kingbase8-9.x.jar (cn.com.kingbase:kingbase8)");
  }

  private Drivers() {}

  /** The driver that takes the address. */
  static Driver find(String address, List<Path> places) {
    List<Path> jars = jars(places);
    Optional<Driver> driver = accepting(address, Drivers.class.getClassLoader());
    if (driver.isEmpty() && !jars.isEmpty()) {
      driver = accepting(address, loader(jars));
    }
    return driver.orElseThrow(() -> missing(address, places, jars));
  }

  private static RuntimeException missing(String address, List<Path> places, List<Path> jars) {
    String jar =
        JARS.entrySet().stream()
            .filter(known -> address.startsWith(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return IngestFaults.driverMissing(
        Credentials.shown(address),
        jar,
        places.stream().map(Path::toString).toList(),
        jars.stream().map(path -> String.valueOf(path.getFileName())).toList());
  }

  private static Optional<Driver> accepting(String address, ClassLoader loader) {
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      try {
        if (driver.acceptsURL(address)) {
          return Optional.of(driver);
        }
      } catch (SQLException e) {
        // A driver that cannot tell is not the one.
        continue;
      }
    }
    return Optional.empty();
  }

  private static List<Path> jars(List<Path> places) {
    List<Path> jars = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        } catch (IOException e) {
          throw IngestFaults.unreadable(place.toString(), e);
        }
      } else if (Files.isRegularFile(place)) {
        jars.add(place);
      } else {
        throw IngestFaults.driverFileMissing(place.toString());
      }
    }
    return jars;
  }

  /** Stays open: the driver loads its classes while it works. */
  private static ClassLoader loader(List<Path> jars) {
    return new URLClassLoader(
        jars.stream().map(Drivers::url).toArray(URL[]::new), Drivers.class.getClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A path is always an address", e);
    }
  }
}
