package io.tidemark.lakes;

import java.io.IOException;

/**
 * What a proxy does with the bytes that come. It may wait, and answer in the server's place; if it
 * lets fewer bytes pass than there are, the connection is reset behind them.
 */
public interface Behaviour {

  /** All passes. */
  Behaviour PASS = new Behaviour() {};

  /** How many bytes of a request go on to the server. */
  default int request(Exchange exchange, int bytes) throws IOException, InterruptedException {
    return bytes;
  }

  /** How many bytes of an answer go on to the client. */
  default int answer(Exchange exchange, int bytes) throws IOException, InterruptedException {
    return bytes;
  }
}
