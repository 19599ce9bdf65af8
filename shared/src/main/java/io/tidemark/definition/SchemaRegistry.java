package io.tidemark.definition;

import java.util.Optional;

/**
 * Connection to the schema registry (Confluent's, or one with the same REST interface) that keeps
 * the schemas of {@link StreamFormat#AVRO_CONFLUENT} messages.
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
