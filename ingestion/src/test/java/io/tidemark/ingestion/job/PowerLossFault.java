package io.tidemark.ingestion.job;

import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Simulates a power loss of a broker without replicas: cuts off the end of a log that was
 * acknowledged and not yet on the disk.
 */
record PowerLossFault(Path dir) {

  private static final int BATCH_HEADER = 12;

  /** The broker is started again on its port, and has the partition up to that offset only. */
  EmbeddedKafkaBroker strikes(EmbeddedKafkaBroker kafka, TopicPartition partition, long end) {
    int port = kafka.port();
    kafka.close();
    try {
      Path log = dir.resolve(partition.toString());
      for (Path file :
          List.of(
              dir.resolve(".kafka_cleanshutdown"),
              dir.resolve("recovery-point-offset-checkpoint"))) {
        Files.deleteIfExists(file);
      }
      derived(log).forEach(PowerLossFault::delete);
      cut(log.resolve("00000000000000000000.log"), end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EmbeddedKafkaBroker.start(dir, port);
  }

  /** What a broker makes again from the log. */
  private static List<Path> derived(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(f -> f.toString().matches(".*\\.(index|timeindex|txnindex|snapshot)"))
          .toList();
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before the first batch at or behind that offset: each begins with its offset and length. */
  private static void cut(Path segment, long end) throws IOException {
    try (FileChannel file =
        FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.allocate(BATCH_HEADER);
      long position = 0;
      while (position < file.size()) {
        header.clear();
        file.read(header, position);
        if (header.getLong(0) >= end) {
          file.truncate(position);
          return;
        }
        position += BATCH_HEADER + header.getInt(8);
      }
    }
    throw new IllegalArgumentException(segment + " ends before " + end);
  }
}
