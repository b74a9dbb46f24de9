package io.agencysuite.metrics.link;

import io.agencysuite.kit.time.Ids;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Where the ids and times of new links and clicks come from.
public record NewLinks(InstantSource clock, Ids ids, RandomGenerator random) {}
