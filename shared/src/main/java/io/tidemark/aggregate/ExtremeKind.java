package io.tidemark.aggregate;

/** The end of an order that is wanted: the least or the greatest. */
enum ExtremeKind {
  LEAST(1),
  GREATEST(-1);

  private final int sign;

  ExtremeKind(int sign) {
    this.sign = sign;
  }

  /** Factor that makes a comparison negative where its left side is the better. */
  int sign() {
    return sign;
  }
}
