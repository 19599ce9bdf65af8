package io.tidemark.backfill.maintenance;

import io.tidemark.lake.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the table id of an Iceberg {@code metadata.json}, and no more of it: there may be
 * thousands, of megabytes each. {@link SharedFolderCheck} looks for those of other tables.
 */
final class MetadataFile {

  private static final Logger LOG = LoggerFactory.getLogger(MetadataFile.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TABLE_ID = "table-uuid";

  private MetadataFile() {}

  /** By its name; as Iceberg gives it, compressed or not. */
  static boolean isOne(String location) {
    return location.endsWith(".metadata.json") || location.endsWith(".metadata.json.gz");
  }

  /** The folder that it is in. */
  static StoragePath folder(String location) {
    return StoragePath.of(location.substring(0, location.lastIndexOf('/')));
  }

  /** Whose it is; empty if it is gone, or was never written to its end. */
  static Optional<String> tableId(FileIO io, String location) {
    try (InputStream bytes = io.newInputFile(location).newStream();
        InputStream text = isCompressed(location) ? new GZIPInputStream(bytes) : bytes;
        JsonParser json = JSON.createParser(text)) {
      return tableId(json);
    } catch (IOException | NotFoundException | RuntimeIOException e) {
      LOG.info("{} does not say whose it is: {}", location, e.toString());
      return Optional.empty();
    }
  }

  private static boolean isCompressed(String location) {
    return location.endsWith(".gz") || location.endsWith(".gz.metadata.json");
  }

  private static Optional<String> tableId(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals(TABLE_ID)) {
        return Optional.ofNullable(json.nextTextValue());
      }
      json.nextToken();
      json.skipChildren();
    }
    return Optional.empty();
  }
}
