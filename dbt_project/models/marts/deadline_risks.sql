{{ config(tags=['after_risk']) }}
select
    commitment, ref_area, as_of_month, known_cutoff, regime, band, p_miss, p_miss_low, p_miss_high,
    members_json, method, regime_brier, missed_in_band, progress_pct,
    progress_low_pct, progress_high_pct, status, last_time_period, observation_id, derivation, n_reports, months_since_last,
    interval_share, denominator, denominator_version, stale, evidence, pace_3m, logit_pace, required_pace, pace_ratio,
    forecast_p10, forecast_p50, forecast_p90, forecast_censored, value_at_deadline_p10, value_at_deadline_p50,
    value_at_deadline_p90, expected_shortfall, forecast_slip_days, trend, panel_position, panel_size,
    expected_finishers_p10, expected_finishers_p50, expected_finishers_p90, p_all, months_left, months_overdue,
    target_value, target_share, direction, unit_measure, deadline, deadline_kind, deadline_basis, schedule_slip_days,
    replans, is_synthetic, why, why_vi, why_en, observation_ids_json
from {{ ref('stg_deadline_risks') }}
