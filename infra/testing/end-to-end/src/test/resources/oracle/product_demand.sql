WITH aggregates AS (
  SELECT
    product_id, event_time, event_id, 'activity' AS event_stream,
    count(*) FILTER (kind = 'view') OVER m10 AS views_10m,
    count(*) FILTER (kind = 'view') OVER d1_step_m10 AS views_1d,
    count(DISTINCT customer_id) OVER h1 AS viewers_1h,
    sum(quantity) FILTER (kind = 'purchase') OVER d1 AS pieces_1d,
    sum(price * quantity) FILTER (kind = 'purchase') OVER d1_step_h1 AS revenue_1d,
    count(*) FILTER (kind = 'purchase') OVER always AS purchases_total,
    CAST(sum(quantity) FILTER (kind = 'cart') OVER d1 AS DOUBLE)
      / count(quantity) FILTER (kind = 'cart') OVER d1 AS pieces_in_cart_1d,
    min(price) OVER d30_step_d1 AS lowest_price_30d,
    arg_max(price, (event_time, event_id)) OVER always AS last_price,
    arg_max(category, (event_time, event_id)) OVER always AS category
  FROM activity
  WINDOW
    always AS (PARTITION BY product_id ORDER BY event_time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    m10 AS (PARTITION BY product_id ORDER BY event_time RANGE BETWEEN INTERVAL 10 MINUTES PRECEDING AND CURRENT ROW),
    h1 AS (PARTITION BY product_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW),
    d1 AS (PARTITION BY product_id ORDER BY event_time RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW),
    d1_step_m10 AS (PARTITION BY product_id ORDER BY event_time
      RANGE BETWEEN (event_time - time_bucket(INTERVAL 10 MINUTES, event_time - INTERVAL 1 DAY)) PRECEDING AND CURRENT ROW),
    d1_step_h1 AS (PARTITION BY product_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('hour', event_time - INTERVAL 1 DAY)) PRECEDING AND CURRENT ROW),
    d30_step_d1 AS (PARTITION BY product_id ORDER BY event_time
      RANGE BETWEEN (event_time - date_trunc('day', event_time - INTERVAL 30 DAYS)::TIMESTAMP) PRECEDING AND CURRENT ROW)
)
SELECT
  *,
  CAST(views_10m AS DOUBLE) * 144 / nullif(views_1d, 0) AS trend,
  last_price > lowest_price_30d AS above_lowest_price
FROM aggregates
