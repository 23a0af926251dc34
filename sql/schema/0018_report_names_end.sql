-- What 0017 has copied. Safe to run again.

drop table if exists report_deliveries;

drop table if exists report_orders;
