package io.duecast.delta;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Folders that their owner alone may open. Object stores know no such rights and keep their own.
 */
public final class OwnFolder {

  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

  private OwnFolder() {}

  /** Makes a folder where none is; the rights of one that is there are its owner's business. */
  public static void make(FileSystem files, Path folder) throws IOException {
    if (!files.exists(folder)) {
      files.mkdirs(folder);
      files.setPermission(folder, OWNER_ONLY);
    }
  }
}
