package io.tidemark.testing.faults.process;

import java.io.File;
import java.util.Map;

/**
 * Main class, class path and environment of a {@link ChildProcess}.
 *
 * @param environment variables that it has besides those of this process
 */
public record JavaProgram(String main, String classPath, Map<String, String> environment) {

  /** On our own class path. */
  public static JavaProgram of(Class<?> main) {
    return named(main.getName());
  }

  /** The same where the class is not there to compile with. */
  public static JavaProgram named(String main) {
    return new JavaProgram(main, ownClassPath(), Map.of());
  }

  public JavaProgram on(String otherClassPath) {
    return new JavaProgram(main, otherClassPath, environment);
  }

  public JavaProgram with(Map<String, String> otherEnvironment) {
    return new JavaProgram(main, classPath, otherEnvironment);
  }

  public static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }
}
