//! Shared values: typed ids, money, days, names, refusals, paging.
