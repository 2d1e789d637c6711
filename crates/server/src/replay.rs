//! Reads a recorded AMI session and prints what a panel would have received.
