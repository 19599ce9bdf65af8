package io.tidemark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Product;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how a user's aggregates are found, named and refused by {@link AggregateRegistry}. */
class AggregateRegistryTest {

  @TempDir Path directory;

  /** A user's aggregate with a name of Tidemark's. */
  public static final class AnotherSum extends RenamedCountFunction {
    public AnotherSum() {
      super("sum");
    }
  }

  /** A user's aggregate with the name of another user's. */
  public static final class AnotherProduct extends RenamedCountFunction {
    public AnotherProduct() {
      super("product");
    }
  }

  /** A user's aggregate with a name that no pipeline file can call. */
  public static final class BadName extends RenamedCountFunction {
    public BadName() {
      super("Geo-Mean");
    }
  }

  @Test
  void findsTidemarksAndTheUsersOwn() {
    assertThat(AggregateRegistry.named("sum")).isInstanceOf(BuiltInAggregateFunction.class);
    assertThat(AggregateRegistry.find("product")).get().isInstanceOf(Product.class);
    assertThat(AggregateRegistry.find("summ")).isEmpty();
    assertThatThrownBy(() -> AggregateRegistry.named("summ"))
        .hasMessageContaining("summ is no aggregate; there are count, count_distinct, sum");
  }

  @Test
  void namesThatAreTakenAreRefused() throws Exception {
    assertRefused(AnotherSum.class, "is named sum, as one of Tidemark is");
    assertRefused(
        AnotherProduct.class, "is named product, as one of " + Product.class.getName() + " is");
    assertRefused(BadName.class, "is named Geo-Mean; a name is snake_case");
  }

  @Test
  void aClassLoaderWithoutUsersOwnHasTidemarks() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(null);
    try {
      assertThat(AggregateRegistry.named("count").takesStar()).isTrue();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void whatATypeOrStarDoesNotFitIsTheEndOfASentence() {
    assertThatThrownBy(() -> AggregateRegistry.named("sum").resultType(ValueType.STRING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("takes numbers");
    assertThatThrownBy(() -> AggregateRegistry.named("sum").resultType(null))
        .hasMessage("takes an expression, not *");
  }

  private void assertRefused(Class<?> type, String message) throws IOException {
    Path services = Files.writeString(directory.resolve("services"), type.getName());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new WithServices(before, services));
    try {
      assertThatThrownBy(AggregateRegistry::names)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(message);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static final class WithServices extends ClassLoader {

    private final Path services;

    WithServices(ClassLoader parent, Path services) {
      super(parent);
      this.services = services;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return name.equals("META-INF/services/" + AggregateFunction.class.getName())
          ? Collections.enumeration(List.of(services.toUri().toURL()))
          : Collections.emptyEnumeration();
    }
  }
}
