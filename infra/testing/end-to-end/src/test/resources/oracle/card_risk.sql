WITH aggregates AS (
  SELECT
    card_id, event_time, event_id, 'payments' AS event_stream,
    count(*) OVER m10 AS payments_10m,
    count(*) OVER d7_step_h1 AS payments_7d,
    count(*) FILTER (NOT approved) OVER d1 AS refused_1d,
    count(*) FILTER (NOT approved) OVER always AS refused_total,
    count(DISTINCT payer_id) OVER d30_step_d1 AS payers_30d,
    count(DISTINCT country) OVER d1 AS countries_1d,
    count(*) FILTER (amount < 5) OVER h1 AS small_1h,
    sum(amount) FILTER (approved) OVER d30_step_h1 AS amount_30d,
    mean(
      sum(cents(amount)) FILTER (approved) OVER d30_step_h1,
      count(amount) FILTER (approved) OVER d30_step_h1) AS average_30d,
    min(amount) OVER d1 AS lowest_1d,
    max(amount) OVER d30_step_d1 AS highest_30d,
    nearest(sum(units(risk_score)) OVER always) AS risk_total,
    quotient(sum(units(risk_score)) OVER d7, count(risk_score) OVER d7) AS risk_7d,
    arg_min(country, (event_time, event_id)) OVER always AS first_country,
    arg_max(country, (event_time, event_id)) OVER always AS last_country
  FROM payments
  WINDOW
    always AS (PARTITION BY card_id ORDER BY event_time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    m10 AS (PARTITION BY card_id ORDER BY event_time RANGE BETWEEN INTERVAL 10 MINUTES PRECEDING AND CURRENT ROW),
    h1 AS (PARTITION BY card_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW),
    d1 AS (PARTITION BY card_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW),
    d7 AS (PARTITION BY card_id ORDER BY event_time RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW),
    d7_step_h1 AS (PARTITION BY card_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 7 DAYS)) PRECEDING AND CURRENT ROW),
    d30_step_h1 AS (PARTITION BY card_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 30 DAYS)) PRECEDING AND CURRENT ROW),
    d30_step_d1 AS (PARTITION BY card_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('day', event_time - INTERVAL 30 DAYS)::TIMESTAMP) PRECEDING AND CURRENT ROW)
)
SELECT
  *,
  last_country <> first_country AS travelled,
  small_1h >= 1 AND payers_30d > 1 OR refused_1d >= 3 AS suspicious
FROM aggregates
