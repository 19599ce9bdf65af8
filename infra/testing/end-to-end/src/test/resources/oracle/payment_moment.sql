WITH events AS (
  SELECT 'activity' AS event_stream, customer_id, event_time, event_id, kind FROM activity
  UNION ALL BY NAME
  SELECT 'payments' AS event_stream, payer_id AS customer_id, event_time, event_id, amount, approved FROM payments
),
aggregates AS (
  SELECT
    customer_id, event_time, event_id, event_stream,
    count(*) FILTER (event_stream = 'activity' AND kind = 'view') OVER h1 AS views_1h,
    count(*) FILTER (event_stream = 'payments' AND NOT approved) OVER d1 AS refused_1d,
    sum(amount) FILTER (event_stream = 'payments' AND approved) OVER d30_step_d1 AS paid_30d,
    approved
  FROM events
  WINDOW
    h1 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW),
    d1 AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW),
    d30_step_d1 AS (PARTITION BY customer_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('day', event_time - INTERVAL 30 DAYS)::TIMESTAMP) PRECEDING AND CURRENT ROW)
)
SELECT * EXCLUDE (approved) FROM aggregates WHERE event_stream = 'payments' AND NOT approved
