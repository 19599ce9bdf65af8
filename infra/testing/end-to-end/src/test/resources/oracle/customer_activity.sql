WITH events AS (
  SELECT 'activity' AS event_stream, customer_id, event_time, event_id, kind, product_id, category, price, quantity
  FROM activity
  UNION ALL BY NAME
  SELECT 'account' AS event_stream, customer_id, event_time, event_id, kind, country, device FROM account
  UNION ALL BY NAME
  SELECT 'payments' AS event_stream, payer_id AS customer_id, event_time, event_id, card_id, amount, approved, risk_score
  FROM payments
),
aggregates AS (
  SELECT
    customer_id, event_time, event_id, event_stream,
    count(*) OVER m10 AS events_10m,
    count(*) OVER always AS events_total,
    count(*) FILTER (event_stream = 'activity' AND kind = 'view') OVER h1 AS views_1h,
    count(*) FILTER (event_stream = 'activity' AND kind = 'view') OVER m1 AS views_1m,
    count(*) FILTER (event_stream = 'activity' AND kind = 'cart') OVER d1_step_h1 AS carts_1d,
    count(DISTINCT product_id) FILTER (event_stream = 'activity') OVER d1_step_h1 AS products_1d,
    count(*) FILTER (event_stream = 'activity' AND kind = 'purchase') OVER d30_step_h1 AS purchases_30d,
    sum(price * quantity) FILTER (event_stream = 'activity' AND kind = 'purchase') OVER d30_step_h1 AS spend_30d,
    sum(price * quantity) FILTER (event_stream = 'activity' AND kind = 'purchase') OVER d1 AS spend_1d,
    max(price) FILTER (event_stream = 'activity') OVER h1 AS dearest_look_1h,
    min(price) FILTER (event_stream = 'activity') OVER h1 AS cheapest_look_1h,
    arg_min(category, (event_time, event_id)) FILTER (event_stream = 'activity') OVER always AS first_category,
    arg_max(category, (event_time, event_id)) FILTER (event_stream = 'activity') OVER d1 AS last_category,
    count(*) FILTER (event_stream = 'account' AND kind = 'login_failed') OVER m10 AS failed_logins_10m,
    count(*) FILTER (event_stream = 'account' AND kind IN ('password_changed', 'address_changed')) OVER d1 AS account_changes_1d,
    count(DISTINCT country) FILTER (event_stream = 'account') OVER d1 AS countries_1d,
    arg_max(device, (event_time, event_id)) FILTER (event_stream = 'account') OVER always AS last_device,
    count(amount) FILTER (event_stream = 'payments') OVER h1 AS payments_1h,
    count(DISTINCT card_id) FILTER (event_stream = 'payments') OVER h1 AS cards_1h,
    count(*) FILTER (event_stream = 'payments' AND NOT approved) OVER h1 AS refused_1h,
    sum(amount) FILTER (event_stream = 'payments' AND approved) OVER d7_step_d1 AS paid_7d,
    mean(
      sum(cents(amount)) FILTER (event_stream = 'payments' AND approved) OVER d7,
      count(amount) FILTER (event_stream = 'payments' AND approved) OVER d7) AS average_payment_7d,
    quotient(
      sum(units(risk_score)) FILTER (event_stream = 'payments') OVER h1,
      count(risk_score) FILTER (event_stream = 'payments') OVER h1) AS risk_1h,
    max(risk_score) FILTER (event_stream = 'payments') OVER d1_step_m10 AS highest_risk_1d
  FROM events
  WINDOW
    always AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    m1 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 MINUTE PRECEDING AND CURRENT ROW),
    m10 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 10 MINUTES PRECEDING AND CURRENT ROW),
    h1 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW),
    d1 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW),
    d7 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW),
    d1_step_m10 AS (PARTITION BY customer_id ORDER BY event_time
      RANGE BETWEEN (event_time - time_bucket(INTERVAL 10 MINUTES, event_time - INTERVAL 1 DAY)) PRECEDING AND CURRENT ROW),
    d1_step_h1 AS (PARTITION BY customer_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 1 DAY)) PRECEDING AND CURRENT ROW),
    d7_step_d1 AS (PARTITION BY customer_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('day', event_time - INTERVAL 7 DAYS)::TIMESTAMP) PRECEDING AND CURRENT ROW),
    d30_step_h1 AS (PARTITION BY customer_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 30 DAYS)) PRECEDING AND CURRENT ROW)
)
SELECT
  *,
  mean(cents(spend_30d), nullif(purchases_30d, 0)) AS average_purchase_30d,
  CAST(spend_1d AS DOUBLE) * 30 / nullif(CAST(spend_30d AS DOUBLE), 0) AS spend_vs_usual,
  failed_logins_10m >= 3 OR (countries_1d > 1 AND account_changes_1d > 0) AS takeover_signs,
  cards_1h >= 5 AND 2 * refused_1h > payments_1h AS card_testing_signs
FROM aggregates
