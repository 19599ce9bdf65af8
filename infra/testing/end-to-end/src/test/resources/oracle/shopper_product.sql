WITH aggregates AS (
  SELECT
    customer_id, product_id, event_time, event_id, 'activity' AS event_stream,
    count(*) FILTER (kind = 'view') OVER h1 AS looks_1h,
    count(quantity) OVER d1_step_h1 AS counted_1d,
    sum(quantity) OVER always AS pieces_total,
    sum(quantity) OVER d30_step_d1 AS pieces_30d,
    sum(quantity) OVER always // count(quantity) OVER always AS usual_pieces,
    sum(quantity) OVER d7 // count(quantity) OVER d7 AS usual_pieces_7d,
    nearest(sum(units(CAST(price AS DOUBLE) * CAST(0.1 AS DOUBLE))) OVER always) AS tenths_total,
    nearest(sum(units(CAST(price AS DOUBLE) * CAST(0.1 AS DOUBLE))) OVER d7) AS tenths_7d,
    mean(sum(cents(price)) OVER always, count(price) OVER always) AS usual_price,
    min(event_time) OVER always AS first_seen,
    max(event_time) FILTER (kind = 'view') OVER d7 AS last_look_7d,
    arg_min(kind, (event_time, event_id)) OVER h1 AS first_kind_1h,
    arg_max(kind, (event_time, event_id)) OVER always AS last_kind,
    arg_min(quantity, (event_time, event_id)) OVER d30_step_h1 AS first_quantity_30d,
    count(DISTINCT kind) OVER always AS kinds,
    count(DISTINCT quantity) OVER d30_step_h1 AS quantities_30d,
    min(kind) OVER always AS least_kind,
    max(quantity) OVER d7_step_m10 AS most_pieces_7d
  FROM activity
  WINDOW
    always AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    h1 AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW),
    d7 AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW),
    d1_step_h1 AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 1 DAY)) PRECEDING AND CURRENT ROW),
    d7_step_m10 AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN (event_time - time_bucket(INTERVAL 10 MINUTES, event_time - INTERVAL 7 DAYS)) PRECEDING AND CURRENT ROW),
    d30_step_h1 AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 30 DAYS)) PRECEDING AND CURRENT ROW),
    d30_step_d1 AS (PARTITION BY customer_id, product_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('day', event_time - INTERVAL 30 DAYS)::TIMESTAMP) PRECEDING AND CURRENT ROW)
)
SELECT
  *,
  looks_1h AS looks_again,
  pieces_total > 0 AND last_kind = 'purchase' AS bought
FROM aggregates
