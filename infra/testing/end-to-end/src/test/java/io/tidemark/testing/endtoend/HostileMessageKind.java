package io.tidemark.testing.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Kinds of messages that are meant to harm; a few of them make valid events. */
public enum HostileMessageKind {
  RANDOM_BYTES {
    @Override
    public byte[] message(long number, Random random) {
      byte[] bytes = new byte[random.nextInt(500)];
      random.nextBytes(bytes);
      return bytes;
    }
  },
  DEEP_JSON {
    @Override
    public byte[] message(long number, Random random) {
      int depth = 1 << random.nextInt(14);
      return utf8("{\"kind\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }
  },
  HUGE_NUMBER {
    @Override
    public byte[] message(long number, Random random) {
      String huge = random.nextBoolean() ? "1e999999999" : "9".repeat(1 + random.nextInt(2_000));
      return event(number, GOOD_TIME, huge, "\"view\"");
    }
  },
  INVALID_UTF8 {
    @Override
    public byte[] message(long number, Random random) {
      byte[] bytes = event(number, GOOD_TIME, "7", "\"view view view\"");
      bytes[bytes.length - 1 - random.nextInt(bytes.length - 2)] = (byte) 0xff;
      return bytes;
    }
  },
  WRONG_TYPE {
    @Override
    public byte[] message(long number, Random random) {
      return event(number, GOOD_TIME, VALUES[random.nextInt(VALUES.length)], "{\"view\":1}");
    }
  },
  KEY_TWICE {
    @Override
    public byte[] message(long number, Random random) {
      return event(number, GOOD_TIME, "7,\"customer_id\":8", "\"view\"");
    }
  },
  POISONOUS_TIME {
    @Override
    public byte[] message(long number, Random random) {
      return event(number, TIMES[random.nextInt(TIMES.length)], "7", "\"view\"");
    }
  },
  ANY_DAY_IN_TWO_THOUSAND_YEARS {
    @Override
    public byte[] message(long number, Random random) {
      String time =
          "\"%04d-%02d-%02dT00:00:00Z\""
              .formatted(1 + random.nextInt(2_000), 1 + random.nextInt(12), 1 + random.nextInt(28));
      return event(number, time, "7", "\"view\"");
    }
  },
  STRANGE_TEXT {
    @Override
    public byte[] message(long number, Random random) {
      return event(number, GOOD_TIME, "7", "\"\\ud800 \\u0000 " + "x".repeat(1_000) + "\"");
    }
  },
  TOMBSTONE {
    @Override
    public byte[] message(long number, Random random) {
      return null;
    }
  };

  public static final String GOOD_TIME = "\"2026-03-01T10:00:00.000Z\"";

  /** More than a broker takes unless its topic allows it. */
  static final int TEN_MEGABYTES = 10_000_000;

  private static final String[] VALUES = {
    "null", "true", "[]", "{}", "\"seven\"", "7.5", "-1e400", "\"\"", "9223372036854775808"
  };

  private static final String[] TIMES = {
    "\"9999-12-31T23:59:59.999Z\"",
    "\"0001-01-01T00:00:00Z\"",
    "\"0000-01-01T00:00:00Z\"",
    "\"-0001-01-01T00:00:00Z\"",
    "\"+292278994-08-17T07:12:55.807Z\"",
    "\"2026-02-30T00:00:00Z\"",
    "\"2026-03-01T25:61:61Z\"",
    "\"yesterday\"",
    "9223372036854775807",
    "-1",
    "null"
  };

  /** The message's value; null for a tombstone. */
  public abstract byte[] message(long number, Random random);

  public static byte[] event(long number, String time, String customer, String kind) {
    return utf8(
        "{\"event_id\":\"h%d\",\"occurred_at\":%s,\"customer_id\":%s,\"kind\":%s,\"product_id\":\"p\"}"
            .formatted(number, time, customer, kind));
  }

  /** A value of that size, which is text that is not closed. */
  public static byte[] huge() {
    return utf8("{\"kind\":\"" + "x".repeat(TEN_MEGABYTES));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
