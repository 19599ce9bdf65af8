package io.tidemark.testing.lakes.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LostResponseFaultTest {

  @Test
  void commitsAreToldFromOtherRequestsToACatalog() {
    assertThat("POST /v1/namespaces/shop/tables/events HTTP/1.1")
        .matches(LostResponseFault.REST_COMMIT);
    assertThat("POST /v1/a-prefix/namespaces/shop/tables/events HTTP/1.1")
        .matches(LostResponseFault.REST_COMMIT);
    assertThat("GET /v1/namespaces/shop/tables/events HTTP/1.1")
        .doesNotMatch(LostResponseFault.REST_COMMIT);
    assertThat("POST /v1/namespaces/shop/tables HTTP/1.1")
        .doesNotMatch(LostResponseFault.REST_COMMIT);
    assertThat("POST /v1/namespaces/shop/tables/events/metrics HTTP/1.1")
        .doesNotMatch(LostResponseFault.REST_COMMIT);
  }

  @Test
  void theWritingOfMetadataIsToldFromOtherObjects() {
    assertThat("PUT /lake/warehouse/shop/events/metadata/00001-a.metadata.json HTTP/1.1")
        .matches(LostResponseFault.METADATA_WRITE);
    assertThat("PUT /lake/warehouse/shop/events/metadata/a-m0.avro HTTP/1.1")
        .doesNotMatch(LostResponseFault.METADATA_WRITE);
  }
}
