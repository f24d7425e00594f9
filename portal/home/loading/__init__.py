"""Loading the demonstration network from the readable files of ``portal/home/demo``."""
