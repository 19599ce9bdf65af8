package io.tidemark.faults;

import java.io.File;
import java.util.Map;

/**
 * What a process runs.
 *
 * @param environment variables that it has besides those of this process
 */
record Program(String main, String classPath, Map<String, String> environment) {

  /** On our own class path. */
  static Program of(Class<?> main) {
    return named(main.getName());
  }

  /** The same where the class is not there to compile with. */
  static Program named(String main) {
    return new Program(main, ownClassPath(), Map.of());
  }

  Program on(String otherClassPath) {
    return new Program(main, otherClassPath, environment);
  }

  Program with(Map<String, String> otherEnvironment) {
    return new Program(main, classPath, otherEnvironment);
  }

  static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }
}
