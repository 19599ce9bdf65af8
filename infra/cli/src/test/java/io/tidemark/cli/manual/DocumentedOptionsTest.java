package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DocumentedOptionsTest {

  private final Map<String, CommandLine> commands =
      new CommandLine(Tidemark.class).getSubcommands();
  private String page;

  @BeforeEach
  void readPage() throws IOException {
    page = ManualPages.text("reference/commands.md");
  }

  @Test
  void thePageShowsEveryCommand() {
    assertThat(commands.keySet())
        .contains("ingest", "verify")
        .allSatisfy(command -> assertThat(page).contains("| `" + command + "` |"));
  }
}
