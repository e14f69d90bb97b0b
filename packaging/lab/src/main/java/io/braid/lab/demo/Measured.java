package io.braid.lab.demo;

/**
 * A row of the verdict.
 *
 * @param name what carried the streams
 * @param down Mbit/s of the download
 * @param up Mbit/s of the upload
 * @param whole whether the hashes of both ends are equal, both ways
 * @param hashes the beginnings of the hashes of download and upload
 */
record Measured(String name, double down, double up, boolean whole, String hashes) {}
