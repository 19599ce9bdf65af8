package io.tidemark.cli.sql;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.tidemark.cli.report.TextTablePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions.MapNullKeyMode;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.table.data.RowData;

/** Output formats of the rows of a {@link SqlResult}. */
enum SqlOutputFormat {
  /** Aligned for reading. */
  TABLE {
    @Override
    Printer printer(SqlResult rows, PrintWriter out) throws Exception {
      TextTablePrinter table = new TextTablePrinter(rows.header());
      return new Printer() {
        @Override
        public void add(RowData row) {
          table.add((Object[]) rows.texts(row));
        }

        @Override
        public void end() {
          table.print(out);
        }
      };
    }
  },

  /** As RFC 4180 has it, with a header; NULL is empty. */
  CSV {
    @Override
    Printer printer(SqlResult rows, PrintWriter out) throws Exception {
      ObjectWriter line = new CsvMapper().writer();
      out.print(line.writeValueAsString(rows.header()));
      return row -> out.print(line.writeValueAsString(blanks(rows.texts(row))));
    }
  },

  /** An object a line. */
  JSON {
    @Override
    Printer printer(SqlResult rows, PrintWriter out) throws Exception {
      JsonRowDataSerializationSchema json =
          new JsonRowDataSerializationSchema(
              rows.type(), TimestampFormat.ISO_8601, MapNullKeyMode.LITERAL, "null", true, false);
      json.open(null);
      return row -> out.println(new String(json.serialize(row), StandardCharsets.UTF_8));
    }
  };

  /** Jackson leaves a null at the end of a line out, and its comma. */
  private static String[] blanks(String[] cells) {
    return Arrays.stream(cells).map(cell -> cell == null ? "" : cell).toArray(String[]::new);
  }

  /** Takes the rows one by one. */
  interface Printer {

    void add(RowData row) throws IOException;

    /** Called once, behind the last row. */
    default void end() {}
  }

  /** Prints the header, where there is one. */
  abstract Printer printer(SqlResult rows, PrintWriter out) throws Exception;
}
