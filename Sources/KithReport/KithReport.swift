import KithMaps
