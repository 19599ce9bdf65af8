package io.tidemark.event;

import io.tidemark.definition.Column;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonRowDataDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * JSON by Flink's own format, with its silent losses made rejects: text behind the object, a key
 * given twice, and what {@link JsonLosses} finds in the columns.
 */
public final class JsonFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;

  private final StrictJson json;
  private final List<Column> columns;
  private final UnknownFields unknown;

  private transient Counter unknownFields;

  /** Reads objects of that shape. */
  public JsonFormat(MessageShape shape) {
    this.json = new StrictJson(shape.rowType());
    this.columns = shape.columns();
    this.unknown = new UnknownFields(shape.rowType());
  }

  @Override
  public void open(Counter unknownFields) throws Exception {
    json.open(null);
    this.unknownFields = unknownFields;
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    return read(parse(value));
  }

  /**
   * The same of what is parsed already.
   *
   * @throws RejectedException if it is no object of the shape
   */
  public RowData read(JsonNode node) throws RejectedException {
    if (!node.isObject()) {
      throw new RejectedException(RejectReason.MALFORMED, "not a JSON object");
    }
    unknownFields.inc(unknown.count(node));
    for (Column column : columns) {
      refuseLoss(column, node);
    }
    return convert(node);
  }

  private JsonNode parse(byte[] value) throws RejectedException {
    try {
      return json.deserializeToJsonNode(value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
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

  private static void refuseLoss(Column column, JsonNode root) throws RejectedException {
    JsonNode node = root;
    for (String field : column.path()) {
      node = node.path(field);
    }
    if (!node.isMissingNode() && !node.isNull()) {
      new JsonLosses(column.name()).refuse(column.type(), node);
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  private static String within(Throwable e) {
    return e.getMessage() != null && e.getMessage().startsWith("Fail to deserialize at field")
        ? " (" + firstLine(e) + ")"
        : "";
  }

  static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return shorten(message.lines().findFirst().orElse(""));
  }

  static String shorten(String text) {
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
