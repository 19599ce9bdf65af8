package io.tidemark.cli.manual;

import static io.tidemark.cli.manual.MarkdownTable.code;

import io.tidemark.event.GapReason;
import io.tidemark.event.RejectReason;
import java.util.List;

/** Tables of the reasons of rejects and of gaps, as the tables of the lake have them. */
final class ReasonTables {

  private static final String PAGE = "reference/tables-and-topics.md";

  private ReasonTables() {}

  static List<GeneratedSection> sections() {
    MarkdownTable rejects = new MarkdownTable("reason of a reject", "meaning");
    for (RejectReason reason : RejectReason.values()) {
      rejects.row(code(reason.name()), reason.meaning());
    }
    MarkdownTable gaps = new MarkdownTable("reason of a gap", "meaning");
    for (GapReason reason : GapReason.values()) {
      gaps.row(code(reason.name()), reason.meaning());
    }
    return List.of(
        new GeneratedSection(PAGE, "reject-reasons", rejects.toString()),
        new GeneratedSection(PAGE, "gap-reasons", gaps.toString()));
  }
}
