package io.tidemark.lakes;

import org.apache.iceberg.rest.RESTCatalogServer;

/** The process of a {@link RestCatalog}. */
final class RestCatalogMain {

  private RestCatalogMain() {}

  public static void main(String[] words) throws Exception {
    Starter.endWithIt();
    RESTCatalogServer.main(words);
  }
}
