package io.tidemark.testing.lakes.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Passes requests of a kind to the server, and withholds their responses ({@link Loss}): the server
 * has done what the client does not hear of.
 */
public final class LostResponseFault extends ProxyFault {

  /** The commit of a table, asked of a REST catalog. */
  public static final Pattern REST_COMMIT =
      Pattern.compile("POST \\S*/v1/\\S*namespaces/[^/ ]+/tables/[^/ ]+ .*");

  /** The writing of a table's metadata. */
  public static final Pattern METADATA_WRITE = Pattern.compile("PUT \\S+\\.metadata\\.json\\S* .*");

  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Pattern request;
  private final Loss loss;

  /** Replacement of the response, as the client sees it. */
  public enum Loss {
    /** Its connection breaks. */
    RESET,
    /** Nothing for a minute. */
    SILENCE,
    /** A gateway says that it has waited in vain. */
    GATEWAY_TIMEOUT
  }

  /**
   * @param request of its line: method, path and protocol
   */
  public LostResponseFault(Pattern request, Loss loss) {
    this.request = request;
    this.loss = loss;
  }

  @Override
  public int answer(ProxyExchange exchange, int bytes) throws IOException, InterruptedException {
    if (exchange.answered() > 0 || !request.matcher(exchange.line()).matches()) {
      return bytes;
    }
    strike();
    switch (loss) {
      case GATEWAY_TIMEOUT -> {
        exchange.reply("504 Gateway Timeout", "");
        return bytes;
      }
      case SILENCE -> Thread.sleep(SILENCE.toMillis());
      case RESET -> {}
    }
    return 0;
  }
}
