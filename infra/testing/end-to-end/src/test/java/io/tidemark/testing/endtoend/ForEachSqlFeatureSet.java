package io.tidemark.testing.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs a test for every feature set that SQL can compute ({@link SqlWindowOracle}); the set of all
 * aggregates has sketches in it, and is left out.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(
    strings = {
      "customer_activity",
      "product_demand",
      "card_risk",
      "shopper_product",
      "customer_hourly",
      "payment_moment"
    })
@interface ForEachSqlFeatureSet {}
