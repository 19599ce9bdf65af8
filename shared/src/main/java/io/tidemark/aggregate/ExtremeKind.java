package io.tidemark.aggregate;

/** Which end of an order is wanted. */
enum ExtremeKind {
  LEAST(1),
  GREATEST(-1);

  private final int sign;

  ExtremeKind(int sign) {
    this.sign = sign;
  }

  /** What makes a comparison negative where its left side is the better. */
  int sign() {
    return sign;
  }
}
