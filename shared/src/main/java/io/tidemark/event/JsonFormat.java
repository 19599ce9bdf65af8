package io.tidemark.event;

import io.tidemark.definition.Column;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonRowDataDeserializationSchema;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * JSON by Flink's own format, with its silent losses made rejects: text behind the object, a key
 * given twice, a fraction in an integer column, a text other than true or false in a BOOLEAN
 * column, a DECIMAL that overflows.
 */
final class JsonFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;

  private final StrictJson json;
  private final List<Column> columns;
  private final int[][] positions;

  JsonFormat(MessageShape shape) {
    this.json = new StrictJson(shape.rowType());
    this.columns = shape.columns();
    this.positions = columns.stream().map(shape::positions).toArray(int[][]::new);
  }

  @Override
  public void open() throws Exception {
    json.open(null);
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    JsonNode node = parse(value);
    if (!node.isObject()) {
      throw new RejectedException(RejectReason.MALFORMED, "not a JSON object");
    }
    RowData row = convert(node);
    for (int i = 0; i < columns.size(); i++) {
      refuseLoss(columns.get(i), node, row, positions[i]);
    }
    return row;
  }

  private JsonNode parse(byte[] value) throws RejectedException {
    try {
      return json.deserializeToJsonNode(value);
    } catch (IOException | StackOverflowError e) {
      throw new RejectedException(RejectReason.MALFORMED, firstLine(e));
    }
  }

  private RowData convert(JsonNode node) throws RejectedException {
    try {
      return json.convertToRowData(node);
    } catch (RuntimeException e) {
      throw new RejectedException(RejectReason.WRONG_TYPE, firstLine(rootOf(e)) + within(e));
    }
  }

  private static void refuseLoss(Column column, JsonNode root, RowData row, int[] positions)
      throws RejectedException {
    JsonNode node = root;
    for (String field : column.path()) {
      node = node.path(field);
    }
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    if (isLost(column, node) || Rows.isNullAt(row, positions)) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE,
          "column " + column.name() + ": " + shorten(node.toString()) + " is no " + column.type());
    }
  }

  private static boolean isLost(Column column, JsonNode node) {
    LogicalTypeRoot type = column.type().getTypeRoot();
    return switch (type) {
      case INTEGER, BIGINT -> node.isNumber() && !node.canConvertToExactIntegral();
      case BOOLEAN -> !node.isBoolean() && !isBoolean(node.asText());
      default -> false;
    };
  }

  private static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  private static String within(Throwable e) {
    return e.getMessage() != null && e.getMessage().startsWith("Fail to deserialize at field")
        ? " (" + firstLine(e) + ")"
        : "";
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return shorten(message.lines().findFirst().orElse(""));
  }

  private static String shorten(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** Flink's JSON with a reader that refuses what comes behind the object and keys given twice. */
  private static final class StrictJson extends JsonRowDataDeserializationSchema {

    private static final long serialVersionUID = 1L;

    StrictJson(RowType type) {
      super(type, InternalTypeInfo.of(type), false, false, TimestampFormat.ISO_8601);
    }

    @Override
    public void open(InitializationContext context) throws Exception {
      super.open(context);
      objectMapper
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }
  }
}
