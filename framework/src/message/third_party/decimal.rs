//! `rust_decimal::Decimal` as a string.

use rust_decimal::Decimal;

use crate::message::error::DecodeError;
use crate::message::travels::travels_as;

travels_as! {
    Decimal: String as "Decimal", {
        zero: Decimal::ZERO,
        // `0.00` says more than nothing.
        is_zero: |decimal| decimal.is_zero() && decimal.scale() == 0,
        write: Decimal::to_string,
        read: |text| match &*text {
            "" => Ok(Decimal::ZERO),
            text => Decimal::from_str_exact(text)
                .map_err(|error| DecodeError::refused(format_args!("not a decimal number: {error}"))),
        },
    }
}
