package io.tidemark.quickstart;

/** Customer of the shop; all properties follow from the number, by {@link MixFunction}. */
record ShopCustomer(long id, String country, String device, int cards) {

  private static final String[] COUNTRIES = {"DE", "DE", "DE", "AT", "CH", "FR", "NL", "PL"};
  private static final String[] DEVICES = {"phone", "phone", "laptop", "tablet"};

  static ShopCustomer of(int number) {
    long mixed = MixFunction.of(number);
    return new ShopCustomer(
        1_001L + number,
        COUNTRIES[(int) (mixed & 7)],
        DEVICES[(int) (mixed >>> 3 & 3)],
        1 + (int) (mixed >>> 5 & 3) / 2);
  }

  String card(SeededRandomGenerator dice) {
    return "card-" + id + "-" + dice.between(1, cards);
  }
}
