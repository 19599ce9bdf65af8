package io.tidemark.definition;

import java.util.Optional;

/**
 * Where the schemas of messages are: Confluent's registry, or one that answers like it.
 *
 * @param url without a slash at its end
 * @param username for basic authentication; empty for none
 * @param password with it; never shown
 */
public record SchemaRegistry(String url, Optional<String> username, Optional<String> password) {

  @Override
  public String toString() {
    return url;
  }
}
