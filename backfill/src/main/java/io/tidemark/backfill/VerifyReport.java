package io.tidemark.backfill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the {@link VerifyResult}s of a pipeline as one self-contained HTML page. */
public final class VerifyReport {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Tidemark: %1$s</title>
      <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2.5rem auto; max-width: 68rem; color: #1d2433; }
        h1 { font-size: 1.5rem; margin-bottom: 0; }
        .verdict { display: inline-block; margin: .8rem 0 1.6rem; padding: .3rem .9rem; border-radius: 1rem;
          color: white; background: %2$s; font-weight: 600; }
        table { border-collapse: collapse; width: 100%%; margin-bottom: 2rem; }
        th, td { text-align: left; padding: .4rem .8rem; border-bottom: 1px solid #d9dee8; vertical-align: top; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
        td.bad { color: #b3261e; font-weight: 600; }
        code { font-size: .85rem; }
      </style>
      </head>
      <body>
      <h1>Pipeline %1$s</h1>
      <div class="verdict">%3$s</div>
      <table>
      <tr><th>feature set</th><th>range</th><th class="n">equal</th><th class="n">different</th>
      <th class="n">missing</th><th class="n">extra</th></tr>
      %4$s
      </table>
      %5$s
      </body>
      </html>
      """;

  private VerifyReport() {}

  /** Writes the page and makes its directory; an existing file is replaced. */
  public static void write(Path file, String pipeline, List<VerifyResult> verdicts) {
    boolean holds = verdicts.stream().allMatch(VerifyResult::holds);
    String page =
        PAGE.formatted(
            escape(pipeline),
            holds ? "#1a7f4b" : "#b3261e",
            holds ? "The tables and the recomputation agree to the bit" : "There are differences",
            verdicts.stream().map(VerifyReport::summary).collect(Collectors.joining("\n")),
            verdicts.stream().map(VerifyReport::details).collect(Collectors.joining("\n")));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String summary(VerifyResult v) {
    return "<tr><td>%s</td><td>%s</td><td class=\"n\">%,d</td>%s%s%s</tr>"
        .formatted(
            escape(v.set()),
            escape(v.range().toString()),
            v.equal(),
            count(v.different()),
            count(v.missing()),
            count(v.extra()));
  }

  private static String count(long n) {
    return "<td class=\"n%s\">%,d</td>".formatted(n == 0 ? "" : " bad", n);
  }

  private static String details(VerifyResult v) {
    if (v.holds()) {
      return "";
    }
    String rows =
        v.differences().stream()
            .map(
                d ->
                    "<tr><td>%s</td><td><code>%s</code></td><td><code>%s</code></td></tr>"
                        .formatted(d.kind(), escape(d.row()), escape(d.values())))
            .collect(Collectors.joining("\n"));
    return "<h2>%s: the first differences</h2><table><tr><th></th><th>row</th><th>values</th></tr>%s</table>"
        .formatted(escape(v.set()), rows);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
