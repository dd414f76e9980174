//! The days of a period as comma-separated values. Only dates and numbers, so nothing needs quoting.

use types::statistics::Statistics;

pub(super) fn write(statistics: &Statistics) -> String {
    let mut lines = vec![
        "date,new,resolved,reopened,messages_in,messages_out,first_response_median_seconds,first_response_p90_seconds,resolution_median_seconds,resolution_p90_seconds"
            .to_owned(),
    ];
    lines.extend(statistics.days.iter().map(|day| {
        let f = &day.figures;
        let numbers = [
            f.new,
            f.resolved,
            f.reopened,
            f.message_in,
            f.message_out,
            f.first_response.median,
            f.first_response.p90,
            f.resolution.median,
            f.resolution.p90,
        ];
        format!("{},{}", day.date, numbers.map(|number| number.to_string()).join(","))
    }));
    lines.join("\r\n") + "\r\n"
}
