-- The accepted events, once each: what was sent again is the same to the byte.
CREATE TABLE activity AS
SELECT DISTINCT
  event_id, CAST(occurred_at AS TIMESTAMP) AS event_time, CAST(customer_id AS BIGINT) AS customer_id,
  kind, product_id, category, CAST(price AS DECIMAL(10, 2)) AS price, CAST(quantity AS INTEGER) AS quantity
FROM arrivals WHERE topic = 'shop.activity';

CREATE TABLE account AS
SELECT DISTINCT
  event_id, CAST(occurred_at AS TIMESTAMP) AS event_time, CAST(customer_id AS BIGINT) AS customer_id,
  kind, country, device
FROM arrivals WHERE topic = 'shop.account';

CREATE TABLE payments AS
SELECT DISTINCT
  payment_id AS event_id, CAST(paid_at AS TIMESTAMP) AS event_time, CAST(payer_id AS BIGINT) AS payer_id,
  card_id, product_id, CAST(amount AS DECIMAL(12, 2)) AS amount, country,
  CAST(approved AS BOOLEAN) AS approved, CAST(risk_score AS DOUBLE) AS risk_score
FROM arrivals WHERE topic = 'shop.payments';

-- A double as a whole number of 2^-62, and a sum of those as the nearest double: text is what DuckDB rounds correctly.
CREATE MACRO units(x) AS CAST(x * pow(2, 62) AS HUGEINT);
CREATE MACRO nearest(units) AS CAST(CAST(units AS VARCHAR) AS DOUBLE) / pow(2, 62);

-- The quotient of such a sum, not negative, and a number, rounded once: all digits that matter, and one that says whether there are more.
CREATE MACRO quotient(units, n) AS CAST(
  CAST(units * 1000000000000000 // n AS VARCHAR)
  || CASE WHEN units * 1000000000000000 % n = 0 THEN '0' ELSE '1' END
  || 'e-16' AS DOUBLE) / pow(2, 62);

-- The mean of n amounts of money, of which none is negative, to six digits, half up.
CREATE MACRO cents(x) AS CAST(CAST(x AS DECIMAL(30, 2)) * 100 AS HUGEINT);
CREATE MACRO mean(cents, n) AS CAST((cents * 20000 + n) // (2 * n) AS DECIMAL(31, 0)) * CAST(0.000001 AS DECIMAL(7, 6));
