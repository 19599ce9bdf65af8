-- A row an hour for each customer with an event in the day before it; a point sees what is before it, and not itself.
WITH points AS (
  SELECT customer_id, unnest(generate_series(
    date_trunc('hour', min(event_time)), date_trunc('hour', max(event_time)) + INTERVAL 26 HOURS, INTERVAL 1 HOUR)) AS event_time
  FROM activity GROUP BY customer_id
),
aggregates AS (
  SELECT
    points.customer_id, points.event_time,
    count(*) FILTER (seen.event_time >= points.event_time - INTERVAL 1 HOUR) AS events_1h,
    count(*) AS events_1d,
    sum(price * quantity) FILTER (kind = 'purchase') AS spend_1d,
    count(DISTINCT product_id) AS products_1d,
    max(price) AS dearest_1d,
    arg_min(kind, (seen.event_time, event_id)) AS first_kind_1d
  FROM points JOIN activity AS seen
    ON seen.customer_id = points.customer_id
    AND seen.event_time >= points.event_time - INTERVAL 1 DAY AND seen.event_time < points.event_time
  GROUP BY ALL
)
SELECT *, events_1h * 24 > events_1d AS busy FROM aggregates
