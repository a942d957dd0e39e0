# shellcheck shell=bash
# The fleet of one that `up` runs: a control center, an edge agent with its engine, an encoder.

fleet_up() { fail "up: not yet"; }
fleet_down() { fleet_up; }
fleet_status() { fleet_up; }
fleet_edge() { fleet_up; }
