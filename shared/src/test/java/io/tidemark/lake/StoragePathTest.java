package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One place has many names, and places with almost the same name are two. */
class StoragePathTest {

  @ParameterizedTest
  @CsvSource({
    "/lake/a, file:/lake/a",
    "file:/lake/a, file:///lake/a/",
    "/lake//a/, /lake/b/../a",
    "s3://bucket/lake/a, s3a://bucket/lake/a/",
    "s3n://bucket/lake/a, s3://bucket//lake/a",
    "hdfs://one:8020/lake/a, hdfs:///lake/a",
    "hdfs://one/lake/a, hdfs://two:8020/lake/a",
  })
  void namesOfOnePlace(String one, String other) {
    assertThat(StoragePath.of(one).contains(StoragePath.of(other))).isTrue();
    assertThat(StoragePath.of(other).contains(StoragePath.of(one))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/lake/a, /lake/a/b/c",
    "file:///lake/a/, /lake/a/b",
    "s3://bucket, s3a://bucket/lake/a",
    "/, /lake",
  })
  void whatIsBelow(String above, String below) {
    assertThat(StoragePath.of(above).contains(StoragePath.of(below))).isTrue();
    assertThat(StoragePath.of(below).contains(StoragePath.of(above))).isFalse();
    assertThat(StoragePath.of(below).overlaps(StoragePath.of(above))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/lake/a, /lake/a2",
    "/lake/a, /lake/b",
    "s3://bucket/lake/a, s3://bucket2/lake/a",
    "s3://bucket/lake/a, s3a://bucket2/lake/a/b",
    "abfss://one@account/lake/a, abfss://two@account/lake/a",
  })
  void placesApart(String one, String other) {
    assertThat(StoragePath.of(one).overlaps(StoragePath.of(other))).isFalse();
  }
}
