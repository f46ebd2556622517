-- title: Civilian harm by place and month
-- description: Civilians and people of no stated kind killed and wounded in single events, by month and place: how many events are told of, in how many claims, and the deadliest of them. Claims are not added up, for several speak of one event.
-- param: country % the country where it happened, as Ukraine; a name or a LIKE pattern
-- param: place % the place or its region; a name or a LIKE pattern
-- param: month % the month, as 2025-05; or a LIKE pattern, as 2025-%
SELECT
    substr(period_end, 1, 7) AS month,
    place_country AS country,
    coalesce(place_region, place) AS region,
    place,
    count(DISTINCT period_end) AS days,
    count(*) AS claims,
    max(CASE WHEN measure = 'killed' THEN coalesce(value, high, low) END) AS most_killed,
    max(CASE WHEN measure = 'wounded' THEN coalesce(value, high, low) END) AS most_wounded
FROM standing_figures
WHERE
    measure IN ('killed', 'wounded')
    AND basis IN ('incident', 'day')
    AND subject IN (
        'civilian', 'person', 'child', 'woman', 'man', 'medic', 'aid_worker', 'journalist'
    )
    AND place IS NOT NULL
    AND period_end IS NOT NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND ifnull(place_country, '') LIKE :country
    AND (place LIKE :place OR ifnull(place_region, '') LIKE :place)
    AND substr(period_end, 1, 7) LIKE :month
GROUP BY month, country, region, place
ORDER BY month, country, region, place;
