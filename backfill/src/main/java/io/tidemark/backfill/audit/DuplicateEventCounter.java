package io.tidemark.backfill.audit;

import io.tidemark.definition.Environment;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.LakeSource;
import io.tidemark.pipeline.JobSettings;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * Counts the duplicates among a stream's events, by partition, for {@link OffsetAuditResult}. A
 * BATCH job, since Flink sorts them on disk.
 */
final class DuplicateEventCounter {

  private static final String UID = "events";
  private static final TypeInformation<Tuple3<String, Integer, Long>> PLACE =
      Types.TUPLE(Types.STRING, Types.INT, Types.LONG);

  private final Environment environment;
  private final Lake lake;

  DuplicateEventCounter(Environment environment, Lake lake) {
    this.environment = environment;
    this.lake = lake;
  }

  /** Their number by partition; only those that have any. */
  Map<TopicPartitionName, Long> count(StreamDefinition stream, OptionalLong snapshot)
      throws Exception {
    TableLayout layout =
        new EventLayout(stream)
            .table()
            .select(
                stream.id(),
                EventLayout.EVENT_TIME,
                EventLayout.TOPIC,
                EventLayout.PARTITION,
                EventLayout.OFFSET);
    StreamExecutionEnvironment env =
        JobSettings.batchEnvironment(environment, "tidemark audit " + stream.name());
    TimeRange always = TimeRange.always(EventLayout.EVENT_TIME);
    DataStream<RowData> events = new LakeSource(layout, snapshot, always, UID).read(lake, env);
    RowType identity = new RowType(false, layout.rowType().getFields().subList(0, 2));
    DataStream<Tuple3<String, Integer, Long>> counts = Sum.attach(Repeats.attach(events, identity));
    Map<TopicPartitionName, Long> all = new TreeMap<>();
    try (CloseableIterator<Tuple3<String, Integer, Long>> results = counts.executeAndCollect()) {
      results.forEachRemaining(one -> all.put(new TopicPartitionName(one.f0, one.f1), one.f2));
    }
    return all;
  }

  /** Emits the arrivals of one event but the one with the lowest partition and offset. */
  private static final class Repeats
      extends KeyedProcessFunction<RowData, RowData, Tuple3<String, Integer, Long>> {

    private static final String UID = "repeats";
    private static final long serialVersionUID = 1L;
    private static final int TOPIC = 2;

    private transient ValueState<Tuple3<String, Integer, Long>> first;

    static DataStream<Tuple3<String, Integer, Long>> attach(
        DataStream<RowData> events, RowType identity) {
      return events
          .keyBy(new EntityKeySelector(identity))
          .process(new Repeats())
          .returns(PLACE)
          .name("repeats")
          .uid(UID);
    }

    @Override
    public void open(OpenContext context) {
      first = getRuntimeContext().getState(new ValueStateDescriptor<>("first", PLACE));
    }

    @Override
    public void processElement(
        RowData event, Context context, Collector<Tuple3<String, Integer, Long>> out)
        throws Exception {
      Tuple3<String, Integer, Long> arrival =
          Tuple3.of(
              event.getString(TOPIC).toString(), event.getInt(TOPIC + 1), event.getLong(TOPIC + 2));
      Tuple3<String, Integer, Long> before = first.value();
      if (before == null) {
        first.update(arrival);
        return;
      }
      boolean earlier = isBefore(arrival, before);
      first.update(earlier ? arrival : before);
      Tuple3<String, Integer, Long> repeat = earlier ? before : arrival;
      out.collect(Tuple3.of(repeat.f0, repeat.f1, 1L));
    }

    private static boolean isBefore(
        Tuple3<String, Integer, Long> a, Tuple3<String, Integer, Long> b) {
      return a.f1 < b.f1 || a.f1.equals(b.f1) && a.f2 < b.f2;
    }
  }

  /** Adds up the repeats of a partition. */
  private static final class Sum implements ReduceFunction<Tuple3<String, Integer, Long>> {

    private static final String UID = "count";
    private static final long serialVersionUID = 1L;

    static DataStream<Tuple3<String, Integer, Long>> attach(
        DataStream<Tuple3<String, Integer, Long>> repeats) {
      return repeats
          .keyBy(repeat -> repeat.f0 + "-" + repeat.f1, Types.STRING)
          .reduce(new Sum())
          .name("count")
          .uid(UID);
    }

    @Override
    public Tuple3<String, Integer, Long> reduce(
        Tuple3<String, Integer, Long> a, Tuple3<String, Integer, Long> b) {
      return Tuple3.of(a.f0, a.f1, a.f2 + b.f2);
    }
  }
}
