package io.tidemark.quickstart;

import java.nio.charset.StandardCharsets;

/** Kinds of malformed messages, made from good ones by {@link MessageTransport}. */
enum MalformationKind {
  BROKEN_JSON {
    @Override
    String spoil(String json) {
      return json.substring(0, json.length() / 2);
    }
  },
  WRONG_TYPE {
    @Override
    String spoil(String json) {
      return json.replaceFirst("_id\":\\d+", "_id\":\"somebody\"");
    }
  },
  MISSING_ID {
    @Override
    String spoil(String json) {
      return json.replaceFirst("\"(event|payment)_id\":\"[^\"]*\",", "");
    }
  },
  FAR_FUTURE {
    @Override
    String spoil(String json) {
      return json.replaceFirst("_at\":\"\\d{4}", "_at\":\"9999");
    }
  },
  TOMBSTONE {
    @Override
    String spoil(String json) {
      return null;
    }
  };

  /** Malforms the bytes of a message; null for a tombstone. */
  byte[] spoil(byte[] json) {
    String spoiled = spoil(new String(json, StandardCharsets.UTF_8));
    return spoiled == null ? null : spoiled.getBytes(StandardCharsets.UTF_8);
  }

  abstract String spoil(String json);
}
