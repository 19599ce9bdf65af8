package io.tidemark.testing.lakes;

import org.apache.iceberg.rest.RESTCatalogServer;

/** Main class of the process of a {@link RestCatalogServer}. */
final class RestCatalogMain {

  private RestCatalogMain() {}

  public static void main(String[] words) throws Exception {
    ParentProcessListener.endWithIt();
    RESTCatalogServer.main(words);
  }
}
