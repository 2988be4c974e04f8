"""Plans a dial-a-ride day with OR-Tools: JSON in, JSON out; run by a Python that knows nothing of ours.

In: `legs` and `service` by stop (minutes), `windows`, `loads`, `pairs` of stops, `vehicles`, `seats`,
`ride_limit`, `longest`, `seconds`; stop 0 is the depot. Out: `routes`, lists of stops, or null. Everything is
modelled: windows, room, the longest ride from the end of boarding, the longest route.
"""

import json
import sys
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

_SCALE = 1000
"""OR-Tools counts in whole numbers."""
_UNSERVED = 10**8


def plan(day: dict[str, Any]) -> list[list[int]] | None:
    """Return the best routes found in the time there is, or None without any."""
    manager = pywrapcp.RoutingIndexManager(len(day["legs"]), day["vehicles"], 0)
    routing = pywrapcp.RoutingModel(manager)
    legs = [[round(minutes * _SCALE) for minutes in row] for row in day["legs"]]
    service = [round(minutes * _SCALE) for minutes in day["service"]]
    stop = manager.IndexToNode
    drive = routing.RegisterTransitCallback(lambda a, b: legs[stop(a)][stop(b)])
    spend = routing.RegisterTransitCallback(lambda a, b: legs[stop(a)][stop(b)] + service[stop(a)])
    load = routing.RegisterUnaryTransitCallback(lambda a: day["loads"][stop(a)])
    routing.SetArcCostEvaluatorOfAllVehicles(drive)
    horizon = round(day["windows"][0][1] * _SCALE)
    routing.AddDimension(spend, horizon, horizon, False, "time")
    routing.AddDimension(load, 0, day["seats"], True, "seats")
    _bind(day, manager, routing, horizon)
    found = routing.SolveWithParameters(_parameters(day["seconds"]))
    return None if found is None else _routes(day, manager, routing, found)


def _bind(day: dict[str, Any], manager: Any, routing: Any, horizon: int) -> None:
    time, solver = routing.GetDimensionOrDie("time"), routing.solver()
    for stop, (earliest, latest) in enumerate(day["windows"]):
        if stop:
            least, most = -(-earliest * _SCALE // 1), min(latest * _SCALE // 1, horizon)
            time.CumulVar(manager.NodeToIndex(stop)).SetRange(int(least), int(most))
    for vehicle in range(day["vehicles"]):
        time.SetSpanUpperBoundForVehicle(round(day["longest"] * _SCALE), vehicle)
    for pickup, drop in day["pairs"]:
        up, down = manager.NodeToIndex(pickup), manager.NodeToIndex(drop)
        routing.AddPickupAndDelivery(up, down)
        routing.AddDisjunction([up], _UNSERVED)
        routing.AddDisjunction([down], _UNSERVED)
        solver.Add(routing.VehicleVar(up) == routing.VehicleVar(down))
        solver.Add(time.CumulVar(up) <= time.CumulVar(down))
        longest = round((day["ride_limit"] + day["service"][pickup]) * _SCALE)
        solver.Add(time.CumulVar(down) - time.CumulVar(up) <= longest)


def _parameters(seconds: float) -> Any:
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromMilliseconds(round(seconds * 1000))
    return asked


def _routes(day: dict[str, Any], manager: Any, routing: Any, found: Any) -> list[list[int]]:
    routes = []
    for vehicle in range(day["vehicles"]):
        index, route = routing.Start(vehicle), []
        while not routing.IsEnd(index):
            index = found.Value(routing.NextVar(index))
            if not routing.IsEnd(index):
                route.append(manager.IndexToNode(index))
        routes.append(route)
    return routes


if __name__ == "__main__":
    json.dump({"routes": plan(json.load(sys.stdin))}, sys.stdout)
