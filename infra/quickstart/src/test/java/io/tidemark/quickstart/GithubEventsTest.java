package io.tidemark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the sample to what github.yaml says about it. */
class GithubEventsTest {

  private static final Path FILE =
      Path.of(
          "target/github/examples/batch/githubComplexTypeEvents/rawdata",
          "githubComplexTypeEvents_data.json");

  private static final List<JsonNode> EVENTS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(FILE)) {
      EVENTS.add(json.readTree(line));
    }
  }

  @Test
  void everyEventHasItsOwnId() {
    assertThat(EVENTS).hasSize(9_996);
    assertThat(EVENTS.stream().map(e -> e.path("id").asText())).doesNotHaveDuplicates();
  }

  @Test
  void onlyReviewCommentsComeLaterThanTenSeconds() {
    List<Duration> late = new ArrayList<>();
    Instant newest = Instant.MIN;
    for (JsonNode event : EVENTS) {
      Instant time = Instant.parse(event.path("created_at").asText());
      newest = time.isAfter(newest) ? time : newest;
      Duration behind = Duration.between(time, newest);
      if (behind.compareTo(Duration.ofSeconds(10)) > 0) {
        late.add(behind);
        assertThat(event.path("type").asText()).isEqualTo("PullRequestReviewCommentEvent");
      }
    }
    assertThat(late).hasSize(27).contains(Duration.ofSeconds(1_142));
  }

  @Test
  void noEMailAddressStandsWhereAColumnReads() {
    for (JsonNode event : EVENTS) {
      assertThat(event.path("actor").path("login").asText()).doesNotContain("@");
      assertThat(event.path("repo").path("name").asText()).doesNotContain("@");
      assertThat(event.path("org").path("login").asText()).doesNotContain("@");
    }
  }
}
