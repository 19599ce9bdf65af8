package io.tidemark.quickstart;

import java.math.BigDecimal;

/** Product of the shop; all properties follow from the number, by {@link MixFunction}. */
record ShopProduct(String id, String category, BigDecimal price) {

  private static final String[] CATEGORIES = {
    "books", "toys", "garden", "kitchen", "sports", "music", "shoes", "phones"
  };

  static ShopProduct of(int number) {
    long mixed = MixFunction.of(number);
    int category = (int) Long.remainderUnsigned(mixed, CATEGORIES.length);
    long cents = 199 + Long.remainderUnsigned(mixed >>> 8, 5_000L * (category + 1));
    return new ShopProduct(
        "product-" + (number + 1), CATEGORIES[category], BigDecimal.valueOf(cents, 2));
  }
}
