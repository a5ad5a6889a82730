//! testkit

pub mod smtp;
