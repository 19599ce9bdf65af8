package io.tidemark.testing.lakes.proxy;

/**
 * Resets the connection of an upload when the server has its head and a part of its body; installed
 * by {@link FaultyProxy#set}.
 */
public final class UploadResetFault extends ProxyFault {

  private final int passing;
  private int pieces;

  /**
   * @param passing how many pieces of uploads get through between two that do not
   */
  public UploadResetFault(int passing) {
    this.passing = passing;
  }

  @Override
  public int request(ProxyExchange exchange, int bytes) {
    if (exchange.sent() == 0 || !exchange.line().startsWith("PUT ") || !isSpoilt()) {
      return bytes;
    }
    strike();
    return bytes / 2;
  }

  private synchronized boolean isSpoilt() {
    pieces++;
    return pieces % (passing + 1) == 0;
  }
}
